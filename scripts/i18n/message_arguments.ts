/** What can be said about a message in ICU's format without showing it. */
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';

/** `plain`: {x}; `number`: {x, number} or a plural's # ; `grammar`: a plural that only chooses words. */
export type ArgumentUse = 'plain' | 'number' | 'grammar' | 'date' | 'time' | `select ${string}`;
export type MessageArguments = Map<string, Set<ArgumentUse>>;

/**
 * Where the message format of Kibana 8.12 (intl-messageformat 2) and that of later versions (FormatJS) differ: what one
 * takes for text, the other takes for syntax.
 */
function findIncompatibleSyntax(message: string): string | undefined {
  if (/'[{}<>#|]|''/.test(message))
    return 'an apostrophe before { } < > # | or another one (quotes in later versions, text in 8.12)';
  if (message.includes('\\')) return 'a backslash (escapes in 8.12, text in later versions)';
  return undefined;
}

function collectArguments(
  elements: readonly MessageFormatElement[],
  into: MessageArguments,
  problems: string[],
  counted?: string
): void {
  const add = (name: string, use: ArgumentUse) =>
    into.set(name, (into.get(name) ?? new Set()).add(use));
  for (const element of elements) {
    switch (element.type) {
      case TYPE.literal:
        break;
      case TYPE.argument:
        add(element.value, 'plain');
        break;
      case TYPE.number:
      case TYPE.date:
      case TYPE.time:
        if (element.style && typeof element.style !== 'string')
          problems.push(`a skeleton (::) in {${element.value}}, which 8.12 does not know`);
        add(
          element.value,
          element.type === TYPE.number ? 'number' : element.type === TYPE.date ? 'date' : 'time'
        );
        break;
      case TYPE.pound:
        if (counted) add(counted, 'number');
        break;
      case TYPE.tag:
        problems.push(`<${element.value}>, which 8.12 shows as it stands`);
        break;
      case TYPE.select:
        add(element.value, `select ${Object.keys(element.options).sort().join('|')}`);
        for (const option of Object.values(element.options))
          collectArguments(option.value, into, problems, counted);
        break;
      case TYPE.plural:
        add(element.value, 'grammar');
        for (const option of Object.values(element.options))
          collectArguments(option.value, into, problems, element.value);
        break;
    }
  }
}

/** The arguments of a message and how each is used; `problems` says why it can't be shown by every Kibana. */
export function readArguments(message: string): { uses: MessageArguments; problems: string[] } {
  const uses: MessageArguments = new Map();
  const problems: string[] = [];
  const differing = findIncompatibleSyntax(message);
  if (differing) problems.push(differing);
  try {
    collectArguments(parse(message), uses, problems);
  } catch (error) {
    problems.push(`does not parse: ${error instanceof Error ? error.message : String(error)}`);
  }
  return { uses, problems };
}

/**
 * Why a translation's arguments don't fit its source's: another set, or another kind of use. Words that only agree with a
 * number in English may be without it in a language that has no plural.
 */
export function compareArguments(
  source: MessageArguments,
  translation: MessageArguments
): string[] {
  const problems: string[] = [];
  for (const [name, uses] of source) {
    if (!translation.has(name) && [...uses].some((use) => use !== 'grammar'))
      problems.push(`{${name}} is missing`);
  }
  for (const [name, uses] of translation) {
    const allowed = source.get(name);
    if (!allowed) {
      problems.push(`{${name}} is not in the English text`);
      continue;
    }
    for (const use of uses)
      if (use !== 'grammar' && !allowed.has(use))
        problems.push(`{${name}} is used as ${use}, in English as ${[...allowed].join(', ')}`);
  }
  return problems;
}
