/** Kibana's translations, which it supplies at run time: as much of them as Request Trace uses. */
declare module '@kbn/i18n' {
  type Values = Record<string, string | number | boolean | Date | null | undefined>;
  export const i18n: {
    translate(
      id: string,
      options: { defaultMessage: string; values?: Values; description?: string }
    ): string;
    getLocale(): string;
  };
}

declare module '@kbn/i18n-react' {
  export { FormattedMessage, IntlProvider as I18nProvider } from 'react-intl';
}
