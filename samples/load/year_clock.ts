/**
 * klog writes month and day but no year (k8s.io/klog/v2 FormatHeader). A file's records are in order, so one of two things
 * gives the year: the time when the file was last written, which is after its last record, or the year it begins in.
 */
export interface YearClock {
  /** The year of the next record of the file, whose header says this month and day (1..12, 1..31). */
  yearOf(month: number, day: number): number;
}

const DAY = 24 * 60 * 60 * 1000;

/** From the file's last change: a date later than that (by more than a day, for clocks that differ) is of the year before. */
export function clockFromFileTime(lastWritten: Date): YearClock {
  const year = lastWritten.getUTCFullYear();
  const limit = lastWritten.getTime() + DAY;
  return { yearOf: (month, day) => (Date.UTC(year, month - 1, day) > limit ? year - 1 : year) };
}

/** From the year in which the file begins: a step back by more than half a year (December to January) starts the next. */
export function clockFromFirstYear(firstYear: number): YearClock {
  let year = firstYear;
  let last = 0;
  return {
    yearOf(month) {
      if (last - month > 6) year++;
      // a straggler from before the turn of the year
      else if (month - last > 6 && last > 0 && year > firstYear) return year - 1;
      last = month;
      return year;
    },
  };
}
