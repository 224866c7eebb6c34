/** Where Pods went; loaded when its page is opened. */
export { RemovalsPage, type RemovalsPageProps } from './removals_page';
