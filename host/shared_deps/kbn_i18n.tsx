/**
 * Stands in for Kibana's `@kbn/i18n` and `@kbn/i18n-react`: the translation that the host's server has put into the page
 * (LOCALE), else the default messages, formatted by the library that Kibana itself uses.
 */
import React from 'react';
import {
  createIntl,
  FormattedDate,
  FormattedMessage,
  FormattedNumber,
  FormattedPlural,
  FormattedRelativeTime,
  FormattedTime,
  injectIntl,
  IntlProvider,
  useIntl,
} from 'react-intl';

interface TranslateArguments {
  defaultMessage: string;
  values?: Record<string, string | number | boolean | Date | null | undefined>;
  description?: string;
}

const translation = (
  window as unknown as {
    __hostTranslation__?: { locale: string; messages: Record<string, string> };
  }
).__hostTranslation__ ?? { locale: 'en', messages: {} };
/** In English every message is its default, which react-intl would report as missing. */
const ignoreMissingTranslation = () => undefined;
const intl = createIntl({ ...translation, onError: ignoreMissingTranslation });

const i18n = {
  translate: (id: string, { defaultMessage, values }: TranslateArguments): string =>
    String(intl.formatMessage({ id, defaultMessage }, values)),
  getLocale: (): string => translation.locale,
  getTranslation: () => translation,
};

const I18nProvider: React.FC = ({ children }) => (
  <IntlProvider {...translation} onError={ignoreMissingTranslation}>
    {children}
  </IntlProvider>
);

export const KbnI18n = { i18n };
export const KbnI18nReact = {
  I18nProvider,
  FormattedMessage,
  FormattedDate,
  FormattedNumber,
  FormattedPlural,
  FormattedRelativeTime,
  FormattedTime,
  injectI18n: injectIntl,
  useI18n: useIntl,
};
