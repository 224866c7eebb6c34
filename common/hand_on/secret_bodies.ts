/** The data of Secrets in manifests: JSON (however often escaped), Go's and YAML's way to write them. */
import { REDACTED } from './secret_keys';
import { stringEnd } from './secret_pairs';

/** `"kind":"Secret"`, `kind: Secret`, `\"kind\":\"SecretList\"`, `&v1.Secret{` */
const IS_SECRET =
  /(?:\bkind[\\"']{0,20}[ ]{0,4}:[ ]{0,4}[\\"']{0,20}Secret(?:List)?\b|v1\.Secret(?:List)?\{)/;

/** `data` or `stringData` as a key with an opening bracket: JSON's `{`, Go's `map[string][]uint8{` and `map[` */
const BODY =
  /\b(?:data|stringData|Data|StringData)[\\"']{0,20}[ ]{0,4}:[ ]{0,4}(?:map\[string\](?:\[\](?:uint8|byte)|string)\{|map\[|\{)/g;

/** `data:` alone on its line */
const YAML_BODY = /^[ ]{0,64}(?:data|stringData):[ ]{0,8}$/;

/** Takes out the values of all Secrets in a text; what is no Secret's manifest stays as it is. */
export function redactSecretBodies(text: string): string {
  if (!IS_SECRET.test(text)) return text;
  return redactYaml(redactBraces(text));
}

function redactBraces(text: string): string {
  const parts: string[] = [];
  let from = 0;
  BODY.lastIndex = 0;
  for (let found = BODY.exec(text); found; found = BODY.exec(text)) {
    const open = BODY.lastIndex - 1;
    const end = bracketEnd(text, open);
    parts.push(text.slice(from, open + 1), REDACTED);
    from = end;
    BODY.lastIndex = end;
  }
  return from === 0 ? text : parts.join('') + text.slice(from);
}

/** Before the bracket that closes the one at `open`; the text's end where none does. Brackets in strings don't count. */
function bracketEnd(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    const char = text[i];
    if (char === '"') {
      let slashes = i;
      while (slashes > open && text[slashes - 1] === '\\') slashes--;
      const escapes = i - slashes;
      const end = stringEnd(text, i + 1, escapes, '"');
      i = Math.min(end + escapes, text.length);
    } else if (char === '{' || char === '[') depth++;
    else if (char === '}' || char === ']') {
      depth--;
      if (depth === 0) return i;
    }
  }
  return text.length;
}

const indentOf = (line: string): number => line.length - line.trimStart().length;

/** The lines below `data:` that are indented further keep their key only. */
function redactYaml(text: string): string {
  if (!text.includes('\n')) return text;
  /** indent of `data:`, -1 outside */
  let body = -1;
  let entry = -1;
  return text
    .split('\n')
    .map((line) => {
      if (body >= 0 && line.trim() !== '') {
        const indent = indentOf(line);
        if (indent > body) {
          if (entry < 0) entry = indent;
          const colon = indent === entry ? line.indexOf(':') : -1;
          return colon < 0
            ? `${' '.repeat(Math.min(indent, 64))}${REDACTED}`
            : `${line.slice(0, colon)}: ${REDACTED}`;
        }
        body = -1;
      }
      if (YAML_BODY.test(line)) {
        body = indentOf(line);
        entry = -1;
      }
      return line;
    })
    .join('\n');
}
