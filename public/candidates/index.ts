/** Which request may have caused a record or what became of an object; loaded when it is asked for. */
export { CausedBy, type CausedByProps } from './caused_by';
export { CausesPage, type CausesPageProps } from './causes_page';
