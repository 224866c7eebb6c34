import { cell, code, codeBlock, link, sentence } from './markdown';

describe('Markdown', () => {
  it('keeps strangers’ texts in code', () => {
    expect(code('a [b](http://x) <img> @ops')).toBe('`a [b](http://x) <img> @ops`');
    expect(code('a `b` ``c`` d\ne')).toBe('```a `b` ``c`` d e```');
    expect(code('`')).toBe('`` ` ``');
    expect(code(' \n')).toBe('');
    expect(cell('a | b')).toBe('`a ¦ b`');
  });

  it('has fences that nothing inside closes', () => {
    expect(codeBlock(['x'])).toBe('```text\nx\n```');
    expect(codeBlock(['```', '````html', 'x'])).toBe('`````text\n```\n````html\nx\n`````');
  });

  it('makes no markup, link or mention of a sentence', () => {
    expect(sentence('a *b* [c](http://d) <e> |f| @g #1')).toBe(
      'a \\*b\\* \\[c\\](http:\u200b//d) \\<e\\> \\|f\\| @\u200bg \\#1'
    );
  });

  it('links to pages only', () => {
    expect(link('a]b', 'https://x/?q=(1) <2>')).toBe('[a\\]b](https://x/?q=%281%29%20%3c2%3e)');
    expect(link('a', 'javascript:alert(1)')).toBeNull();
  });
});
