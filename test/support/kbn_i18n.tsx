/**
 * Stands in for `@kbn/i18n` and `@kbn/i18n-react`, which Kibana supplies at run time: the English default messages,
 * formatted by the same library (react-intl) that Kibana uses.
 */
import React from 'react';
import { createIntl, FormattedMessage as IntlMessage, IntlProvider } from 'react-intl';

type Values = Record<string, string | number | boolean | Date | null | undefined>;

const intl = createIntl({ locale: 'en', onError: () => undefined });

export const i18n = {
  translate: (
    id: string,
    { defaultMessage, values }: { defaultMessage: string; values?: Values }
  ): string => intl.formatMessage({ id, defaultMessage }, values) as string,
  getLocale: (): string => 'en',
};

export const I18nProvider: React.FC = ({ children }) => (
  <IntlProvider locale="en" onError={() => undefined}>
    {children}
  </IntlProvider>
);

export const FormattedMessage: typeof IntlMessage = IntlMessage;
