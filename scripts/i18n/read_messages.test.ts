import { mergeMessages } from './compare_translations';
import { compareArguments, readArguments } from './message_arguments';
import { readMessages } from './read_messages';

const read = (code: string) => readMessages('x.tsx', code);
const whats = (findings: Array<{ what: string }>) => findings.map(({ what }) => what);

describe('readMessages', () => {
  it('finds calls and elements, with the names of their values', () => {
    const { messages, findings } = read(`
      const a = i18n.translate('requestTrace.a', { defaultMessage: 'A {n}', values: { n: 1 } });
      const b = <p title={i18n.translate('requestTrace.b', { defaultMessage: 'B' + ' and so on' })} />;
      const c = <FormattedMessage id="requestTrace.c" defaultMessage={'C {who}'} values={{ who }} />;
      other.translate('nothing of ours');
    `);
    expect(findings).toEqual([]);
    expect(messages).toEqual([
      { id: 'requestTrace.a', text: 'A {n}', where: 'x.tsx:2', values: ['n'] },
      { id: 'requestTrace.b', text: 'B and so on', where: 'x.tsx:3', values: [] },
      { id: 'requestTrace.c', text: 'C {who}', where: 'x.tsx:4', values: ['who'] },
    ]);
  });

  it('says what can’t be read from the source', () => {
    expect(
      whats(read('i18n.translate(`requestTrace.${x}`, { defaultMessage: text })').findings)
    ).toEqual(['the ID is not a literal', 'the default message is not a literal']);
    expect(whats(read("i18n.translate('requestTrace.x', options)").findings)).toEqual([
      'the default message is not a literal',
    ]);
    expect(whats(read("i18n.translate('data.x', { defaultMessage: 'X' })").findings)).toEqual([
      'the ID data.x does not begin with requestTrace.',
    ]);
  });
});

describe('mergeMessages', () => {
  const merge = (code: string) => whats(mergeMessages(read(code).messages).findings);

  it('wants one text for an ID', () => {
    expect(
      merge(
        "i18n.translate('requestTrace.a', { defaultMessage: 'A' });\ni18n.translate('requestTrace.a', { defaultMessage: 'B' });"
      )
    ).toEqual(['requestTrace.a stands for another text at x.tsx:1']);
    expect(
      merge(
        "i18n.translate('requestTrace.a', { defaultMessage: 'A' });\ni18n.translate('requestTrace.a', { defaultMessage: 'A' });"
      )
    ).toEqual([]);
  });

  it('wants a value for each argument, where it can tell', () => {
    expect(
      merge("i18n.translate('requestTrace.a', { defaultMessage: '{x}', values: { y: 1 } })")
    ).toEqual([
      'requestTrace.a: no value for {x}',
      'requestTrace.a: the value y is not in the text',
    ]);
    expect(merge("i18n.translate('requestTrace.a', { defaultMessage: '{x}', values })")).toEqual(
      []
    );
    expect(
      merge("i18n.translate('requestTrace.a', { defaultMessage: '{x}', values: { ...all } })")
    ).toEqual([]);
  });
});

describe('readArguments', () => {
  it.each([
    ['{a', /does not parse/],
    ['{n, number, ::compact-short}', /skeleton/],
    ['press <b>this</b>', /<b>/],
    ["the '{name}' of it", /apostrophe/],
    ['a \\{ b', /backslash/],
  ])('finds what not every Kibana shows alike: %s', (message, problem) => {
    expect(readArguments(message).problems.join()).toMatch(problem);
  });

  it('lets an apostrophe within a word be', () =>
    expect(readArguments("can't, {count, plural, one {# line} other {# lines}}").problems).toEqual(
      []
    ));
});

describe('compareArguments', () => {
  const differ = (english: string, japanese: string) =>
    compareArguments(readArguments(english).uses, readArguments(japanese).uses);

  it('takes a number where English has a plural', () => {
    expect(differ('{n, plural, one {# line} other {# lines}}', '{n, number}行')).toEqual([]);
    expect(differ('request {n, plural, one {ID} other {IDs}} {ids}', 'ID {ids}')).toEqual([]);
    expect(differ('{n} {n, plural, one {line} other {lines}}', '{n}行')).toEqual([]);
  });

  it.each([
    ['{n, plural, one {# line} other {# lines}}', '行', ['{n} is missing']],
    [
      '{n, number} of {name}',
      '{n, number} of {nmae}',
      ['{name} is missing', '{nmae} is not in the English text'],
    ],
    ['{n, number}', '{n}', ['{n} is used as plain, in English as number']],
    [
      '{x, select, a {A} other {B}}',
      '{x, select, b {A} other {B}}',
      ['{x} is used as select b|other, in English as select a|other'],
    ],
  ])('finds %s translated as %s', (english, japanese, problems) => {
    expect(differ(english, japanese)).toEqual(problems);
  });
});
