/** Compares the texts in the sources with their translations. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { compareArguments, readArguments } from './message_arguments';
import { ruleMessages } from '../../server/messages/rules/rule_table';
import { readMessages, type Finding, type Message } from './read_messages';

/** The folders whose texts a reader of Kibana sees. */
const SOURCE_FOLDERS = ['common', 'public', 'server'];

/** A translation as Kibana reads it; `formats` is left out, so that Kibana's own stay. */
export interface Translation {
  locale: string;
  messages: Record<string, string>;
}

/** For each ID the English text that its translation was made from. */
export type SourceTexts = Record<string, string>;

export interface TranslationComparison {
  /** without translation: ID → English */
  missing: Record<string, string>;
  /** the English text was changed after it was translated */
  stale: Record<string, { was: string; is: string; translation: string }>;
  /** translated, but in no source any more */
  superfluous: string[];
  findings: Finding[];
}

function* listSourceFiles(root: string, folder: string): Generator<string> {
  for (const entry of readdirSync(path.join(root, folder), { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1
  )) {
    const file = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) yield* listSourceFiles(root, file);
    else if (/\.tsx?$/.test(entry.name) && !/\.(test|d)\.tsx?$/.test(entry.name)) yield file;
  }
}

/** One message for each ID, and what is wrong with them. */
export function mergeMessages(found: readonly Message[]): {
  messages: Map<string, Message>;
  findings: Finding[];
} {
  const messages = new Map<string, Message>();
  const findings: Finding[] = [];
  for (const message of found) {
    const { id, text, where, values } = message;
    const { uses, problems } = readArguments(text);
    for (const problem of problems) findings.push({ where, what: `${id}: ${problem}` });
    // Kibana 8.12 throws where a value is not given.
    for (const name of values ? uses.keys() : [])
      if (!values!.includes(name)) findings.push({ where, what: `${id}: no value for {${name}}` });
    for (const name of values ?? [])
      if (problems.length === 0 && !uses.has(name))
        findings.push({ where, what: `${id}: the value ${name} is not in the text` });
    const before = messages.get(id);
    if (before && before.text !== text)
      findings.push({ where, what: `${id} stands for another text at ${before.where}` });
    if (!before) messages.set(id, message);
  }
  return { messages, findings };
}

/** The texts of the failure rules are a table without message IDs: each ID follows from the rule's. */
const RULE_TEXTS_FOLDER = 'server/messages/rules/';

/** All texts of the plugin's sources below `root`. */
export function readSources(root: string): { messages: Map<string, Message>; findings: Finding[] } {
  const files = SOURCE_FOLDERS.flatMap((folder) => [...listSourceFiles(root, folder)]).filter(
    (file) => !file.startsWith(RULE_TEXTS_FOLDER)
  );
  const read = files.map((file) => readMessages(file, readFileSync(path.join(root, file), 'utf8')));
  const { messages, findings } = mergeMessages([
    ...read.flatMap((file) => file.messages),
    ...ruleMessages().map((message) => ({ ...message, where: RULE_TEXTS_FOLDER, values: [] })),
  ]);
  return { messages, findings: [...read.flatMap((file) => file.findings), ...findings] };
}

/** What a translation lacks. */
export function compareTranslation(
  messages: ReadonlyMap<string, Message>,
  translation: Translation,
  sources: SourceTexts
): TranslationComparison {
  const comparison: TranslationComparison = {
    missing: {},
    stale: {},
    superfluous: [],
    findings: [],
  };
  for (const [id, { text }] of messages) {
    const translated = translation.messages[id];
    if (translated === undefined) {
      comparison.missing[id] = text;
      continue;
    }
    if (sources[id] !== text)
      comparison.stale[id] = { was: sources[id] ?? '', is: text, translation: translated };
    const { uses, problems } = readArguments(translated);
    if (problems.length === 0) problems.push(...compareArguments(readArguments(text).uses, uses));
    if (!translated.trim()) problems.push('is empty: Kibana would show the English text');
    for (const what of problems) comparison.findings.push({ where: id, what });
  }
  comparison.superfluous = Object.keys(translation.messages).filter((id) => !messages.has(id));
  return comparison;
}

/** Reads a translation and the texts it was made from: translations/<locale>.json and translations/sources/<locale>.json. */
export function readTranslation(
  root: string,
  locale: string
): { translation: Translation; sources: SourceTexts } {
  const read = (file: string): unknown =>
    JSON.parse(readFileSync(path.join(root, 'translations', file), 'utf8'));
  return {
    translation: read(`${locale}.json`) as Translation,
    sources: read(`sources/${locale}.json`) as SourceTexts,
  };
}

/** The locales that .i18nrc.json names. */
export function readLocales(root: string): string[] {
  const { translations } = JSON.parse(readFileSync(path.join(root, '.i18nrc.json'), 'utf8')) as {
    translations: string[];
  };
  return translations.map((file) => path.basename(file, '.json'));
}
