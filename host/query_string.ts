/**
 * Turns what people type into Kibana's search bar into Elasticsearch's query_string syntax. The two agree on `field:value`,
 * `field:"a phrase"`, wildcards and brackets; Kibana also takes `and`, `or` and `not` in lower case.
 */
export function toQueryString(text: string): string {
  let result = '';
  let word = '';
  let quoted = false;
  const flushWord = () => {
    result += word === 'and' || word === 'or' || word === 'not' ? word.toUpperCase() : word;
    word = '';
  };
  for (let i = 0; i < text.length; i++) {
    const character = text[i] as string;
    if (character === '\\') {
      const pair = character + (text[++i] ?? '\\');
      if (quoted) result += pair;
      else word += pair;
    } else if (character === '"') {
      flushWord();
      quoted = !quoted;
      result += character;
    } else if (quoted) {
      result += character;
    } else if (
      character === ' ' ||
      character === '\n' ||
      character === '\t' ||
      character === '(' ||
      character === ')'
    ) {
      flushWord();
      result += character;
    } else {
      word += character;
    }
  }
  flushWord();
  return result.trim();
}
