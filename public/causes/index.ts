/** Which request may have caused a record or what became of an object; loaded when it is asked for. */
export { CauseFinder, type CauseFinderProps } from './cause_finder';
export { CausesPage, type CausesPageProps } from './causes_page';
