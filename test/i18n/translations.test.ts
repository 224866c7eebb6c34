/**
 * The texts in the sources and their translations: `npm run i18n` prints what these tests find wrong, and a skeleton of what
 * has to be translated.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createIntl } from 'react-intl';
import {
  compareTranslation,
  readLocales,
  readSources,
  readTranslation,
} from '../../scripts/i18n/compare_translations';
import { readArguments } from '../../scripts/i18n/message_arguments';

const ROOT = path.resolve(__dirname, '../..');
const { messages, findings } = readSources(ROOT);

it('finds the texts of all parts', () => {
  const folders = new Set(
    [...messages.values()].map(({ where }) => where.split('/').slice(0, 2).join('/'))
  );
  expect([...folders]).toEqual(
    expect.arrayContaining(['public/app', 'public/trace', 'public/discover', 'public/settings'])
  );
});

it('has every text in the source with an ID of its own, in a form that every Kibana reads', () => {
  expect(findings).toEqual([]);
});

it('has an .i18nrc.json as Kibana wants it: a malformed one keeps Kibana from starting', () => {
  expect(JSON.parse(readFileSync(path.join(ROOT, '.i18nrc.json'), 'utf8'))).toEqual({
    prefix: 'requestTrace',
    paths: { requestTrace: '.' },
    translations: readLocales(ROOT).map((locale) => `translations/${locale}.json`),
  });
});

describe.each(readLocales(ROOT))('%s', (locale) => {
  const { translation, sources } = readTranslation(ROOT, locale);
  const comparison = compareTranslation(messages, translation, sources);

  // Empty `formats` make Kibana 8.12 throw while it starts; full ones would replace Kibana's own.
  it('is a file with a locale and messages alone', () => {
    expect(Object.keys(translation).sort()).toEqual(['locale', 'messages']);
    expect(translation.locale).toBe(locale);
  });

  it('has all texts', () => expect(comparison.missing).toEqual({}));
  it('was made from the texts as they are now', () => expect(comparison.stale).toEqual({}));
  it('has no text that no source has', () => expect(comparison.superfluous).toEqual([]));
  it('takes the same arguments', () => expect(comparison.findings).toEqual([]));
  it('has its texts in order', () =>
    expect(Object.keys(translation.messages)).toEqual(Object.keys(translation.messages).sort()));

  it('can be shown', () => {
    const errors: string[] = [];
    const intl = createIntl({
      locale,
      messages: translation.messages,
      onError: (error) => errors.push(error.message),
    });
    for (const [id, text] of Object.entries(translation.messages)) {
      // A number serves as text, number, date and the key of a select, which has an `other`.
      const values = Object.fromEntries(
        [...readArguments(text).uses.keys()].map((name) => [name, 3])
      );
      expect(String(intl.formatMessage({ id }, values)).trim()).not.toBe('');
    }
    expect(errors).toEqual([]);
  });
});

describe('ja-JP', () => {
  const { translation, sources } = readTranslation(ROOT, 'ja-JP');
  const JAPANESE = '[\\u3040-\\u30ff\\u4e00-\\u9fff]';
  const listProblems = (problem: (text: string, english: string) => boolean) =>
    Object.entries(translation.messages)
      .filter(([id, text]) => problem(text, sources[id] ?? ''))
      .map(([id, text]) => `${id}: ${text}`);

  it('has sentences that end where the English ones do', () => {
    expect(
      listProblems((text, english) => text.length > 1 && /\.$/.test(english) !== /。$/.test(text))
    ).toEqual([]);
    expect(listProblems((text, english) => /:$/.test(english) !== /：$/.test(text))).toEqual([]);
  });

  it('has full-width punctuation beside Japanese text', () => {
    expect(
      listProblems((text) =>
        new RegExp(`${JAPANESE} ?[,.:;!?()]|[,:;!?()] ?${JAPANESE}`).test(text)
      )
    ).toEqual([]);
  });

  // As Kibana's own has it: Kibanaを, not Kibana を.
  it('has no space between Japanese and Latin letters', () => {
    expect(
      listProblems((text) =>
        new RegExp(`${JAPANESE} [A-Za-z0-9{]|[A-Za-z0-9}] ${JAPANESE}`).test(text)
      )
    ).toEqual([]);
  });

  it('is in Japanese, names and identifiers aside', () => {
    const words = (text: string) => text.replace(/\{[^}]*\}/g, '');
    const untranslatedWords = Object.entries(translation.messages).filter(
      ([, text]) => /[A-Za-z]{2}/.test(words(text)) && !new RegExp(JAPANESE).test(text)
    );
    const same = untranslatedWords.map(([id]) => id);
    for (const id of same)
      expect(`${id}: ${translation.messages[id]}`).toBe(`${id}: ${sources[id]}`);
    expect(same.length).toBeLessThan(12);
  });
});
