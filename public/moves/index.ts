/** Where Pods went; loaded when its page is opened. */
export { MovesPage, type MovesPageProps } from './moves_page';
