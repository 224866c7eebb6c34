/**
 * Stands in for Kibana's `@kbn/i18n` on the server: the plugin's translation for one locale, else its default messages,
 * formatted by the library that Kibana itself uses.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createIntl } from 'react-intl';

/** What Kibana's page gets from its server, as much of it as the plugin has. */
export interface Translation {
  locale: string;
  messages: Record<string, string>;
}

let currentTranslation: Translation = { locale: 'en', messages: {} };
const createCurrentIntl = () => createIntl({ ...currentTranslation, onError: () => undefined });
let intl = createCurrentIntl();

interface TranslateArguments {
  defaultMessage: string;
  values?: Record<string, string | number | boolean | Date | null | undefined>;
}

/** The translation that an unpacked plugin has for a locale such as `ja-JP`; without messages where it has none. */
export function readTranslation(pluginFolder: string, locale: string): Translation {
  const list = path.join(pluginFolder, '.i18nrc.json');
  const { translations = [] } = existsSync(list)
    ? (JSON.parse(readFileSync(list, 'utf8')) as { translations?: string[] })
    : {};
  const file = translations.find((name) => path.basename(name, '.json') === locale);
  return file
    ? (JSON.parse(readFileSync(path.join(pluginFolder, file), 'utf8')) as Translation)
    : { locale: 'en', messages: {} };
}

/** From here on texts are in this language. */
export function setTranslation(translation: Translation): void {
  currentTranslation = translation;
  intl = createCurrentIntl();
}

export const i18n = {
  translate: (id: string, { defaultMessage, values }: TranslateArguments): string =>
    String(intl.formatMessage({ id, defaultMessage }, values)),
  getLocale: (): string => currentTranslation.locale,
  getTranslation: (): Translation => currentTranslation,
};
