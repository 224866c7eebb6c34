import type { DataView, DataViewsStart, FieldFormat } from '../kibana_types';
import { addIdLink, canLinkIds, readIdLinks, removeIdLink } from './id_links';

function createDataView(formats: Record<string, FieldFormat> = {}): DataView {
  const names = ['request.id', 'trace.id'];
  const fieldFormatMap: Record<string, FieldFormat | undefined> = { ...formats };
  return {
    id: 'k8s & more',
    title: 'k8s-*',
    fieldFormatMap,
    isPersisted: () => true,
    fields: {
      getByName: (name) => (names.includes(name) ? { name, type: 'string' } : undefined),
      getAll: () => names.map((name) => ({ name, type: 'string' })),
    },
    setFieldFormat: (name, format) => {
      fieldFormatMap[name] = format;
    },
    deleteFieldFormat: (name) => {
      delete fieldFormatMap[name];
    },
  };
}

function createDataViews(error?: Error): { dataViews: DataViewsStart; stored: unknown[] } {
  const stored: unknown[] = [];
  const dataViews = {
    updateSavedObject: async (view: DataView) => {
      if (error) throw error;
      stored.push(JSON.parse(JSON.stringify(view.fieldFormatMap)));
    },
    getCanSaveSync: () => true,
  } as unknown as DataViewsStart;
  return { dataViews, stored };
}

const CUSTOM_FORMAT: FieldFormat = { id: 'url', params: { urlTemplate: 'https://wiki/{{value}}' } };

describe('links on ID fields', () => {
  it('are put on a field, stored, read and taken off', async () => {
    const view = createDataView();
    const { dataViews, stored } = createDataViews();
    expect(readIdLinks(view, ['request.id', 'reqID'])).toEqual([
      { field: 'request.id', state: 'none' },
    ]);
    expect(await addIdLink(dataViews, view, 'request.id')).toBe('linked');
    expect(stored).toEqual([
      {
        'request.id': {
          id: 'url',
          params: {
            type: 'a',
            urlTemplate: 'requestTrace/trace?id={{value}}&dataView=k8s%20%26%20more',
            labelTemplate: '{{value}}',
            openLinkInCurrentTab: false,
          },
        },
      },
    ]);
    expect(readIdLinks(view, ['request.id', 'trace.id'])).toEqual([
      { field: 'request.id', state: 'linked' },
      { field: 'trace.id', state: 'none' },
    ]);
    expect(await addIdLink(dataViews, view, 'request.id')).toBe('linked');
    expect(stored).toHaveLength(1);
    expect(await removeIdLink(dataViews, view, 'request.id')).toBe('none');
    expect(stored[1]).toEqual({});
  });

  it('don’t overwrite a format of the reader’s own unless told to, and give it back', async () => {
    const view = createDataView({ 'request.id': CUSTOM_FORMAT });
    const { dataViews, stored } = createDataViews();
    expect(readIdLinks(view, ['request.id'])).toEqual([
      { field: 'request.id', state: 'other', format: 'url' },
    ]);
    expect(await addIdLink(dataViews, view, 'request.id')).toBe('other');
    expect(await removeIdLink(dataViews, view, 'request.id')).toBe('other');
    expect(stored).toEqual([]);
    expect(await addIdLink(dataViews, view, 'request.id', { replace: true })).toBe('linked');
    expect(readIdLinks(view, ['request.id'])).toEqual([{ field: 'request.id', state: 'linked' }]);
    expect(await removeIdLink(dataViews, view, 'request.id')).toBe('other');
    expect(view.fieldFormatMap).toEqual({ 'request.id': CUSTOM_FORMAT });
  });

  it('leave the data view as it was when it can’t be stored', async () => {
    const view = createDataView();
    await expect(
      addIdLink(createDataViews(new Error('forbidden')).dataViews, view, 'request.id')
    ).rejects.toThrow('forbidden');
    expect(view.fieldFormatMap).toEqual({});
    await addIdLink(createDataViews().dataViews, view, 'request.id');
    await expect(
      removeIdLink(createDataViews(new Error('conflict')).dataViews, view, 'request.id')
    ).rejects.toThrow('conflict');
    expect(readIdLinks(view, ['request.id'])).toEqual([{ field: 'request.id', state: 'linked' }]);
  });

  it('are offered on stored data views only, and to those who may change them', () => {
    const { dataViews } = createDataViews();
    expect(canLinkIds(dataViews, createDataView())).toBe(true);
    expect(canLinkIds(dataViews, { ...createDataView(), isPersisted: () => false })).toBe(false);
    expect(canLinkIds({ ...dataViews, getCanSaveSync: () => false }, createDataView())).toBe(false);
    expect(canLinkIds(undefined, createDataView())).toBe(false);
  });
});
