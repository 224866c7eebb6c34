/** The settings page; loaded when it is first opened. */
export { SettingsPage, type SettingsPageProps } from './settings_page';
