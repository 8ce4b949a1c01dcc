/** Milliseconds since 1970 as they were when the process began, and counted on from there: whoever sets the system's clock meanwhile makes nothing older or newer. */
export const steadyNow = (): number => performance.timeOrigin + performance.now();
