import {
  formatTableCell,
  formatCode,
  formatCodeBlock,
  formatLink,
  escapeSentence,
} from './markdown';

describe('Markdown', () => {
  it('keeps strangers’ texts in code', () => {
    expect(formatCode('a [b](http://x) <img> @ops')).toBe('`a [b](http://x) <img> @ops`');
    expect(formatCode('a `b` ``c`` d\ne')).toBe('```a `b` ``c`` d e```');
    expect(formatCode('`')).toBe('`` ` ``');
    expect(formatCode(' \n')).toBe('');
    expect(formatTableCell('a | b')).toBe('`a ¦ b`');
  });

  it('has fences that nothing inside closes', () => {
    expect(formatCodeBlock(['x'])).toBe('```text\nx\n```');
    expect(formatCodeBlock(['```', '````html', 'x'])).toBe('`````text\n```\n````html\nx\n`````');
  });

  it('makes no markup, link or mention of a sentence', () => {
    expect(escapeSentence('a *b* [c](http://d) <e> |f| @g #1')).toBe(
      'a \\*b\\* \\[c\\](http:\u200b//d) \\<e\\> \\|f\\| @\u200bg \\#1'
    );
  });

  it('links to pages only', () => {
    expect(formatLink('a]b', 'https://x/?q=(1) <2>')).toBe(
      '[a\\]b](https://x/?q=%281%29%20%3c2%3e)'
    );
    expect(formatLink('a', 'javascript:alert(1)')).toBeNull();
  });
});
