/** Whether a secret is a key file, whose public half anybody may have: where one stands for the secret, everybody could sign. */
export const isKeyFile = (secret: string): boolean => /^\s*(-----BEGIN |\{\s*"k|ssh-)/.test(secret);
