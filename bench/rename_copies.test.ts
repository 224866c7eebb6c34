import fc from 'fast-check';
import { readSampleNames, readSampleOperations } from './corpus';
import { renameId, renameName, CopyRenamer, shiftIsoTime } from './rename_copies';

const UUID = '8f35ce95-eafb-4ce9-a598-31e9e7e9fe26';
const COPIES = [0, 1, 2, 3];
/** as many as ten million records take */
const MANY = Array.from({ length: 34 }, (_, copy) => copy);
const renamer = (copy: number, names: string[] = ['shop', 'web', 'web-tls', 'batch']) =>
  new CopyRenamer({ copy, names: new Set(names), seconds: 4_980, year: 2026 });

describe('IDs', () => {
  it('stay valid UUIDs of the same version, and copy 0 leaves them', () => {
    expect(renameId(UUID, 0)).toBe(UUID);
    for (const copy of COPIES)
      expect(renameId(UUID, copy)).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/
      );
  });

  it('are one-to-one: different in each copy, different ones stay different', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (a, b) => {
        expect(new Set(MANY.map((copy) => renameId(a, copy))).size).toBe(MANY.length);
        for (const copy of MANY) expect(renameId(a, copy) === renameId(b, copy)).toBe(a === b);
      })
    );
    const ids = readSampleOperations().map(({ reqID }) => reqID);
    expect(new Set(MANY.flatMap((copy) => ids.map((id) => renameId(id, copy)))).size).toBe(
      MANY.length * ids.length
    );
  });

  it('are the same however they are written', () => {
    const hex = '0123456789abcdef'.repeat(4);
    const text = renamer(1).renameText(
      `uid="${UUID}" pod${UUID.replaceAll('-', '_')}.slice pvc-${UUID} containerd://${hex} x${hex}`
    );
    const id = renameId(UUID, 1);
    expect(text).toBe(
      `uid="${id}" pod${id.replaceAll('-', '_')}.slice pvc-${id} containerd://${renameId(hex, 1)} x${renameId(hex, 1)}`
    );
  });
});

describe('names', () => {
  it("keep their length, begin alike where they began alike, and no copy has another's", () => {
    const names = [...readSampleNames()];
    const all = COPIES.flatMap((copy) => names.map((name) => renameName(name, copy)));
    expect(new Set(all).size).toBe(all.length);
    for (const name of names)
      expect(renameName(name, 1)).toMatch(new RegExp(`^[a-z][a-z0-9-]{${name.length - 1}}$`));
    expect(renameName('web-67b6ddd698-gb', 1).startsWith(renameName('web', 1))).toBe(true);
  });

  it('are replaced as whole words, alone and at the beginning of generated names', () => {
    const web = renameName('web', 1);
    const shop = renameName('shop', 1);
    expect(
      renamer(1).renameText('pod="shop/web-67b6-x1" webhook shopping "web" cobweb pods_shop_web-1')
    ).toBe(`pod="${shop}/${web}-67b6-x1" webhook shopping "${web}" cobweb pods_${shop}_${web}-1`);
    expect(renamer(1).renameText('shop/web-tls')).toBe(`${shop}/${renameName('web-tls', 1)}`);
  });

  it('leave keys, source files and API groups', () => {
    for (const text of [
      'web="1"',
      '{"web":1}',
      'web.go:12]',
      '/apis/batch/v1/jobs',
      '"apiGroup":"batch"',
      'jobs.batch',
    ])
      expect(renamer(1).renameText(text)).toBe(text);
    expect(renamer(1).renameText('/namespaces/batch/jobs')).toBe(
      `/namespaces/${renameName('batch', 1)}/jobs`
    );
  });
});

describe('times', () => {
  it('are shifted in every form, fractions untouched', () => {
    expect(shiftIsoTime('2026-12-31T23:59:59', 1)).toBe('2027-01-01T00:00:00');
    expect(
      renamer(1).renameText(
        'I1123 22:59:44.654121   1 a.go:1] "at" t="2026-11-23 06:21:44.5 +0000 UTC" u="2026-11-23T06:21:44Z"'
      )
    ).toBe(
      'I1124 00:22:44.654121   1 a.go:1] "at" t="2026-11-23 07:44:44.5 +0000 UTC" u="2026-11-23T07:44:44Z"'
    );
  });

  it('that are none are left', () =>
    expect(shiftIsoTime('2026-13-45T99:99:99', 1)).toBe('2026-13-45T99:99:99'));
});

it('copy 0 is the sample as it is', () => {
  const text = `I1123 06:21:44.654121 1 a.go:1] "web" shop ${UUID} 2026-11-23T06:21:44Z`;
  expect(renamer(0).renameText(text)).toBe(text);
});
