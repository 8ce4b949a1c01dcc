/** Whether there is such a day, `YYYY-MM-DD`: 30 February is a mistake, not 2 March. */
export const isCalendarDay = (day: string): boolean => {
  const midnight = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
};
