/** The data of Secrets in manifests: JSON (however often escaped), Go's and YAML's way to write them. */
import { REDACTED } from './secret_keys';
import { findStringEnd } from './secret_pairs';

/** `"kind":"Secret"`, `kind: Secret`, `\"kind\":\"SecretList\"`, `&v1.Secret{` */
const SECRET_MANIFEST =
  /(?:\bkind[\\"']{0,20}[ ]{0,4}:[ ]{0,4}[\\"']{0,20}Secret(?:List)?\b|v1\.Secret(?:List)?\{)/;

/** `data` or `stringData` as a key with an opening bracket: JSON's `{`, Go's `map[string][]uint8{` and `map[` */
const SECRET_DATA_KEY =
  /\b(?:data|stringData|Data|StringData)[\\"']{0,20}[ ]{0,4}:[ ]{0,4}(?:map\[string\](?:\[\](?:uint8|byte)|string)\{|map\[|\{)/g;

/** `data:` alone on its line */
const YAML_DATA_KEY = /^[ ]{0,64}(?:data|stringData):[ ]{0,8}$/;

/** Takes out the values of all Secrets in a text; what is no Secret's manifest stays as it is. */
export function redactSecretBodies(text: string): string {
  if (!SECRET_MANIFEST.test(text)) return text;
  return redactYamlData(redactBracketedData(text));
}

function redactBracketedData(text: string): string {
  const parts: string[] = [];
  let from = 0;
  SECRET_DATA_KEY.lastIndex = 0;
  for (let found = SECRET_DATA_KEY.exec(text); found; found = SECRET_DATA_KEY.exec(text)) {
    const open = SECRET_DATA_KEY.lastIndex - 1;
    const end = findClosingBracket(text, open);
    parts.push(text.slice(from, open + 1), REDACTED);
    from = end;
    SECRET_DATA_KEY.lastIndex = end;
  }
  return from === 0 ? text : parts.join('') + text.slice(from);
}

/** Before the bracket that closes the one at `open`; the text's end where none does. Brackets in strings don't count. */
function findClosingBracket(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    const char = text[i];
    if (char === '"') {
      let slashes = i;
      while (slashes > open && text[slashes - 1] === '\\') slashes--;
      const escapes = i - slashes;
      const end = findStringEnd(text, i + 1, escapes, '"');
      i = Math.min(end + escapes, text.length);
    } else if (char === '{' || char === '[') depth++;
    else if (char === '}' || char === ']') {
      depth--;
      if (depth === 0) return i;
    }
  }
  return text.length;
}

const countIndent = (line: string): number => line.length - line.trimStart().length;

/** The lines below `data:` that are indented further keep their key only. */
function redactYamlData(text: string): string {
  if (!text.includes('\n')) return text;
  /** indent of `data:`, -1 outside */
  let body = -1;
  let entry = -1;
  return text
    .split('\n')
    .map((line) => {
      if (body >= 0 && line.trim() !== '') {
        const indent = countIndent(line);
        if (indent > body) {
          if (entry < 0) entry = indent;
          const colon = indent === entry ? line.indexOf(':') : -1;
          return colon < 0
            ? `${' '.repeat(Math.min(indent, 64))}${REDACTED}`
            : `${line.slice(0, colon)}: ${REDACTED}`;
        }
        body = -1;
      }
      if (YAML_DATA_KEY.test(line)) {
        body = countIndent(line);
        entry = -1;
      }
      return line;
    })
    .join('\n');
}
