/**
 * The ID field of a data view as links to its traces, wherever Kibana shows the field's values: Discover's grid and flyout,
 * panels of saved searches. Through Kibana's own `url` field format, so that it needs nothing of the plugin's to be drawn.
 */
import { PLUGIN_ID } from '../../common/api/paths';
import type { DataView, DataViewsStart, FieldFormat } from '../kibana_types';

/** `linked`: our links are on it; `other`: it has a format that somebody chose, which `addIdLink` overwrites only when told to. */
export type IdLinkState = 'none' | 'linked' | 'other';

export interface IdLink {
  field: string;
  state: IdLinkState;
  /** the format's ID (`url`, `string`, …) where the state is `other` */
  format?: string;
}

/** The name in our format's params under which the format that it replaced is kept. */
const PREVIOUS_FORMAT_PARAM = 'requestTraceBefore';

/**
 * Which of the ID fields the data view has, and what is on each.
 * @param idFields as configured (`config.idFields`)
 */
export function readIdLinks(dataView: DataView, idFields: readonly string[]): IdLink[] {
  return idFields
    .filter((field) => dataView.fields?.getByName(field))
    .map((field) => {
      const format = getFieldFormat(dataView, field);
      if (!format) return { field, state: 'none' };
      return isIdLinkFormat(format)
        ? { field, state: 'linked' }
        : { field, state: 'other', format: format.id };
    });
}

/** Whether links can be put on its fields: a data view that is stored, and a reader who may change data views. */
export function canLinkIds(dataViews: DataViewsStart | undefined, dataView: DataView): boolean {
  return (
    Boolean(dataView.id) &&
    dataView.isPersisted?.() !== false &&
    typeof dataView.setFieldFormat === 'function' &&
    typeof dataView.deleteFieldFormat === 'function' &&
    typeof dataViews?.updateSavedObject === 'function' &&
    dataViews.getCanSaveSync?.() !== false
  );
}

/**
 * Makes a field's values links to their traces in this data view, and stores the data view. A format that is on the field
 * already is kept (`other`) unless `replace` says otherwise; then `removeIdLink` brings it back.
 *
 * @returns the field's state afterwards
 * @throws what Kibana says when the data view can't be stored; then it is as it was
 */
export async function addIdLink(
  dataViews: DataViewsStart,
  dataView: DataView,
  field: string,
  { replace = false } = {}
): Promise<IdLinkState> {
  const before = getFieldFormat(dataView, field);
  if (before && isIdLinkFormat(before)) return 'linked';
  if (before && !replace) return 'other';
  const format = createLinkFormat(dataView.id ?? '');
  await saveFieldFormat(
    dataViews,
    dataView,
    field,
    before ? { ...format, params: { ...format.params, [PREVIOUS_FORMAT_PARAM]: before } } : format
  );
  return 'linked';
}

/**
 * Takes the links off a field, and puts back the format that they replaced; one that is not ours is left alone.
 * @returns the field's state afterwards
 * @throws what Kibana says when the data view can't be stored; then it is as it was
 */
export async function removeIdLink(
  dataViews: DataViewsStart,
  dataView: DataView,
  field: string
): Promise<IdLinkState> {
  const format = getFieldFormat(dataView, field);
  if (!format) return 'none';
  if (!isIdLinkFormat(format)) return 'other';
  const before = format.params?.[PREVIOUS_FORMAT_PARAM];
  await saveFieldFormat(dataViews, dataView, field, isFieldFormat(before) ? before : undefined);
  return isFieldFormat(before) ? 'other' : 'none';
}

/** In Kibana's url format a template that starts with no slash is below `/app/` of the reader's space; values are encoded. */
function createLinkFormat(dataViewId: string): FieldFormat {
  return {
    id: 'url',
    params: {
      type: 'a',
      urlTemplate: `${PLUGIN_ID}/trace?id={{value}}&dataView=${encodeURIComponent(dataViewId)}`,
      labelTemplate: '{{value}}',
      // in a new tab, as this format has it unless told otherwise: Discover keeps what the reader has in it
      openLinkInCurrentTab: false,
    },
  };
}

function isIdLinkFormat({ id, params }: FieldFormat): boolean {
  const template = params?.['urlTemplate'];
  return id === 'url' && typeof template === 'string' && template.startsWith(`${PLUGIN_ID}/trace?`);
}

function getFieldFormat(dataView: DataView, field: string): FieldFormat | undefined {
  const formats = dataView.fieldFormatMap ?? dataView.toSpec?.(false)['fieldFormats'];
  const format = (formats as Record<string, unknown> | undefined)?.[field];
  return isFieldFormat(format) ? format : undefined;
}

function isFieldFormat(value: unknown): value is FieldFormat {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { id?: unknown }).id === 'string' &&
    (value as { id: string }).id !== ''
  );
}

/** The data view is one object for the whole page: what can't be stored must not stay in it. */
async function saveFieldFormat(
  dataViews: DataViewsStart,
  dataView: DataView,
  field: string,
  format: FieldFormat | undefined
): Promise<void> {
  const before = getFieldFormat(dataView, field);
  setFieldFormat(dataView, field, format);
  try {
    if (!dataViews.updateSavedObject)
      throw new Error('Kibana’s data views can’t be stored from here');
    await dataViews.updateSavedObject(dataView);
  } catch (error) {
    setFieldFormat(dataView, field, before);
    throw error;
  }
}

function setFieldFormat(dataView: DataView, field: string, format: FieldFormat | undefined): void {
  if (format) dataView.setFieldFormat?.(field, format);
  else dataView.deleteFieldFormat?.(field);
}
