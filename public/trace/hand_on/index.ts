export { HandOnMenu } from './hand_on_menu';
