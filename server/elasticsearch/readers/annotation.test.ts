import { getAnnotationFields, readAnnotations, readReqId } from './annotation';
import { toFieldPath } from './field_paths';
import { readHit } from './read_hit';

const ID = toFieldPath('request.id');
const annotated = {
  request: { id: ['a-1', 'a-2'], confidence: [0.95, 0.5], annotated_by: 'request-trace' },
};
const hit = (source: Record<string, unknown>) => ({
  _index: 'i',
  _id: '1',
  _source: {
    '@timestamp': '2026-02-01T10:00:00Z',
    message: 'a line',
    service: { name: 'kubelet' },
    ...source,
  },
});
const context = { timeField: '@timestamp', reqIdKeys: ['reqID'], idFields: [ID] };

describe('an annotation', () => {
  it('is all IDs with their own confidences, written as lists, as one value, or with dots in the names', () => {
    const all = [
      { id: 'a-1', confidence: 0.95 },
      { id: 'a-2', confidence: 0.5 },
    ];
    expect(readAnnotations(annotated, ID)).toEqual(all);
    expect(
      readAnnotations(
        {
          'request.id': ['a-1', 'a-2'],
          'request.confidence': [0.95, 0.5],
          'request.annotated_by': 'request-trace',
        },
        ID
      )
    ).toEqual(all);
    expect(
      readAnnotations(
        { request: { id: 'a-1', confidence: 0.9, annotated_by: 'request-trace' } },
        ID
      )
    ).toEqual([{ id: 'a-1', confidence: 0.9 }]);
  });

  it('is none where something else wrote the field, or it is empty', () => {
    expect(readAnnotations({ request: { id: 'r-1' } }, ID)).toBeNull();
    expect(
      readAnnotations({ request: { id: 'r-1', annotated_by: 'another tool' } }, ID)
    ).toBeNull();
    expect(
      readAnnotations({ request: { id: null, confidence: null, annotated_by: null } }, ID)
    ).toBeNull();
  });

  it('is no reqID, and all of its IDs are found', () => {
    const { record, idValues } = readHit(hit(annotated), context);
    expect(record.ids).toEqual({
      annotated: [
        { id: 'a-1', confidence: 0.95 },
        { id: 'a-2', confidence: 0.5 },
      ],
    });
    expect(idValues).toEqual(['a-1', 'a-2']);
    expect(readReqId(annotated)).toBeUndefined();
    expect(readReqId({ ...annotated, reqID: 'r-1' })).toBe('r-1');
    expect(readHit(hit({ request: { id: 'r-1' } }), context).record.ids).toEqual({ reqID: 'r-1' });
  });

  it('is not there for whoever writes annotations', () => {
    const { record, idValues } = readHit(hit(annotated), { ...context, withoutAnnotations: true });
    expect([record.ids, idValues]).toEqual([{}, []]);
  });

  it('needs an object that holds the field', () => {
    expect(getAnnotationFields('reqID')).toBeNull();
    expect(getAnnotationFields('labels.request.id')).toMatchObject({
      by: { dotted: 'labels.request.annotated_by' },
    });
  });

  it('is never written into a prototype', () => {
    for (const field of ['__proto__.id', 'a.__proto__.id', 'constructor.prototype.id'])
      expect(getAnnotationFields(field)).toBeNull();
  });
});
