/**
 * `npm run i18n`: what is wrong with the texts in the sources and with their translations, and a skeleton in JSON of what
 * has to be translated. `npm run i18n -- --accept`, after translating: notes the English texts that the translations stand
 * for now, and sorts both files. `--prune` drops what no source has any more.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  compareTranslation,
  readLocales,
  readSources,
  readTranslation,
} from './i18n/compare_translations';

const ROOT = path.resolve(__dirname, '..');

function acceptTranslations(
  locale: string,
  messages: ReturnType<typeof readSources>['messages'],
  prune: boolean
): void {
  const { translation, sources } = readTranslation(ROOT, locale);
  const kept = Object.keys(translation.messages)
    .filter((id) => !prune || messages.has(id))
    .sort();
  const write = (file: string, value: unknown) =>
    writeFileSync(path.join(ROOT, 'translations', file), `${JSON.stringify(value, null, 2)}\n`);
  write(`${locale}.json`, {
    ...translation,
    messages: Object.fromEntries(kept.map((id) => [id, translation.messages[id]])),
  });
  write(
    `sources/${locale}.json`,
    Object.fromEntries(kept.map((id) => [id, messages.get(id)?.text ?? sources[id]]))
  );
}

function main(args: string[]): void {
  const { messages, findings } = readSources(ROOT);
  let wrong = findings.length;
  for (const { where, what } of findings) console.log(`${where}: ${what}`);
  for (const locale of readLocales(ROOT)) {
    if (args.includes('--accept') || args.includes('--prune'))
      acceptTranslations(locale, messages, args.includes('--prune'));
    const { translation, sources } = readTranslation(ROOT, locale);
    const {
      missing,
      stale,
      superfluous,
      findings: own,
    } = compareTranslation(messages, translation, sources);
    for (const { where, what } of own) console.log(`${locale} ${where}: ${what}`);
    for (const id of superfluous) console.log(`${locale} ${id}: in no source`);
    if (Object.keys(missing).length)
      console.log(`${locale}, to be translated: ${JSON.stringify(missing, null, 2)}`);
    if (Object.keys(stale).length)
      console.log(`${locale}, the English text was changed: ${JSON.stringify(stale, null, 2)}`);
    const open =
      own.length + superfluous.length + Object.keys(missing).length + Object.keys(stale).length;
    console.log(
      `${locale}: ${messages.size} texts, ${open === 0 ? 'all translated' : `${open} to be looked at`}`
    );
    wrong += open;
  }
  process.exitCode = wrong === 0 ? 0 : 1;
}

main(process.argv.slice(2));
