/** The places of a longest rising subsequence of different numbers, by patience sorting: n log n. */
export const longestRising = (numbers: readonly number[]): number[] => {
  /** At each length, the place of the least number that ends a rise of that length. */
  const ends: number[] = [];
  const before: (number | undefined)[] = [];
  for (const [place, number] of numbers.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    before[place] = ends[low - 1];
    ends[low] = place;
  }
  const rise: number[] = [];
  for (let place = ends.at(-1); place !== undefined; place = before[place]) rise.unshift(place);
  return rise;
};
