import type { Document } from 'bson';

/** An object that is a document itself, and no value such as a date, an id or an array. */
export const isPlain = (value: unknown): value is Document =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** Whether a condition is made of operators: its first name says so. */
export const isOperators = (value: unknown): value is Document =>
  isPlain(value) && Object.keys(value)[0]?.startsWith('$') === true;
