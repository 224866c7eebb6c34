import type { FieldTypes } from '../../elasticsearch/field_types';
import { createRequestFields } from './request_fields';

const types = (of: Record<string, string | string[]>): FieldTypes =>
  new Map(
    Object.entries(of).map(([name, type]) => [
      name,
      { types: [type].flat(), isSearchable: true, isAggregatable: true },
    ])
  );
const config = {
  idFields: ['request.id', 'reqID', 'reqID.keyword'],
  messageFields: ['message', 'log'],
  timeField: '@timestamp',
};

describe('requestFields', () => {
  it('asks decoded audit records by keywords, and sorts them by when they were received', () => {
    const { audit, ids, messages } = createRequestFields(
      types({
        'kubernetes.audit.auditID': 'keyword',
        'kubernetes.audit.verb': 'keyword',
        'kubernetes.audit.requestReceivedTimestamp': 'date',
        'kubernetes.audit.responseStatus.code': 'integer',
        'kubernetes.audit.responseStatus.message': 'text',
        'request.id': 'keyword',
        message: 'text',
      }),
      config
    );
    expect(audit).toHaveLength(1);
    expect(audit[0]).toMatchObject({
      prefix: 'kubernetes.audit.',
      id: 'kubernetes.audit.auditID',
      time: 'kubernetes.audit.requestReceivedTimestamp',
    });
    expect(audit[0]!.getExactFields('responseStatus.code')).toEqual([
      'kubernetes.audit.responseStatus.code',
    ]);
    expect(audit[0]!.getTextFields('responseStatus.message')).toEqual([
      'kubernetes.audit.responseStatus.message',
    ]);
    expect({ ids, messages }).toEqual({ ids: ['request.id'], messages: ['message'] });
  });

  it('takes the keyword beside a text, and what is no keyword not at all', () => {
    const { audit, ids } = createRequestFields(
      types({
        auditID: 'text',
        'auditID.keyword': 'keyword',
        verb: 'text',
        'verb.keyword': 'keyword',
        'objectRef.name': 'text',
        reqID: 'text',
        'reqID.keyword': 'keyword',
      }),
      config
    );
    expect(audit[0]).toMatchObject({ prefix: '', id: 'auditID.keyword', time: '@timestamp' });
    expect(audit[0]!.getExactFields('verb')).toEqual(['verb.keyword']);
    expect(audit[0]!.getExactFields('objectRef.name')).toEqual([]);
    expect(ids).toEqual(['reqID.keyword']);
  });

  it('knows no audit log where nothing tells a request or its verb', () => {
    expect(
      createRequestFields(types({ 'kubernetes.audit.auditID': 'keyword' }), config).audit
    ).toEqual([]);
    expect(createRequestFields(types({ verb: 'keyword' }), config).audit).toEqual([]);
  });
});
