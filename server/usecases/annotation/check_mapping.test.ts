import { getAnnotationFields } from '../../elasticsearch/readers/annotation';
import { checkMapping } from './check_mapping';

const fields = getAnnotationFields('request.id')!;

describe('mappingState', () => {
  it('asks for what is not mapped, and for nothing else', () => {
    expect(checkMapping({}, fields)).toEqual({
      conflicts: [],
      withoutSource: false,
      missing: {
        request: {
          properties: {
            id: { type: 'keyword', ignore_above: 1024 },
            confidence: { type: 'float' },
            annotated_by: { type: 'keyword', ignore_above: 1024 },
            annotated_at: { type: 'date' },
          },
        },
      },
    });
    const { missing } = checkMapping(
      {
        properties: {
          request: {
            properties: {
              id: { type: 'keyword' },
              confidence: { type: 'half_float' },
              annotated_at: { type: 'date' },
            },
          },
        },
      },
      fields
    );
    expect(missing).toEqual({
      request: { properties: { annotated_by: { type: 'keyword', ignore_above: 1024 } } },
    });
    expect(
      checkMapping(
        {
          properties: {
            request: {
              properties: {
                id: { type: 'keyword' },
                confidence: { type: 'float' },
                annotated_by: { type: 'keyword' },
                annotated_at: { type: 'date' },
              },
            },
          },
        },
        fields
      ).missing
    ).toBeUndefined();
  });

  it('names what stands in the way', () => {
    expect(
      checkMapping({ properties: { request: { type: 'keyword' } } }, fields).conflicts
    ).toContain('request (keyword)');
    expect(
      checkMapping({ properties: { request: { properties: { id: { type: 'text' } } } } }, fields)
        .conflicts
    ).toEqual(['request.id (text)']);
    expect(
      checkMapping(
        { properties: { request: { type: 'nested', properties: { id: { type: 'keyword' } } } } },
        fields
      ).conflicts
    ).toContain('request (nested)');
  });

  it('knows indices whose documents are not kept as they were sent', () => {
    expect(checkMapping({ _source: { mode: 'synthetic' } }, fields).withoutSource).toBe(true);
    expect(checkMapping({ _source: { enabled: false } }, fields).withoutSource).toBe(true);
  });
});
