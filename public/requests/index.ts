/** The list of requests; loaded when the first page is shown. */
export { RequestsList, type RequestsListProps } from './requests_list';
