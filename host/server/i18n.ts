/** Stands in for Kibana's `@kbn/i18n` on the server: the default messages, formatted by the library that Kibana itself uses. */
import { createIntl } from 'react-intl';

const LOCALE = 'en';
const intl = createIntl({ locale: LOCALE, onError: () => undefined });

interface TranslateArguments {
  defaultMessage: string;
  values?: Record<string, string | number | boolean | Date | null | undefined>;
}

export const i18n = {
  translate: (id: string, { defaultMessage, values }: TranslateArguments): string => String(intl.formatMessage({ id, defaultMessage }, values)),
  getLocale: (): string => LOCALE,
};
