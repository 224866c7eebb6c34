/** How the fields of an annotation have to be mapped: pure. */
import type { estypes } from '@elastic/elasticsearch';
import type { AnnotationFields } from '../../elasticsearch/readers/annotation';
import type { FieldPath } from '../../elasticsearch/readers/field_paths';

type Properties = Record<string, estypes.MappingProperty>;

/** What an index says of these fields. */
export interface MappingCheck {
  /** to be added, as `PUT _mapping` takes it; absent: all are there */
  missing?: Properties;
  /** fields that are there with a type that can't hold what is written: `request.id (text)` */
  conflicts: string[];
  /** `_source` is made up from the fields, in an order of its own, or not kept */
  withoutSource: boolean;
}

/** IDs may be long: kube-apiserver takes those that clients choose. */
const ID_MAPPING: estypes.MappingProperty = { type: 'keyword', ignore_above: 1024 };

const REQUIRED_FIELDS: Array<{
  of: keyof AnnotationFields;
  mapping: estypes.MappingProperty;
  types: readonly string[];
}> = [
  { of: 'id', mapping: ID_MAPPING, types: ['keyword', 'wildcard'] },
  {
    of: 'confidence',
    mapping: { type: 'float' },
    types: ['float', 'half_float', 'double', 'scaled_float'],
  },
  { of: 'by', mapping: ID_MAPPING, types: ['keyword', 'wildcard'] },
  { of: 'at', mapping: { type: 'date' }, types: ['date', 'date_nanos'] },
];

export function checkMapping(
  mapping: estypes.MappingTypeMapping,
  fields: AnnotationFields
): MappingCheck {
  const state: MappingCheck = {
    conflicts: [],
    withoutSource:
      mapping._source?.enabled === false || (mapping._source?.mode ?? 'stored') !== 'stored',
  };
  const missing: Properties = {};
  for (const { of, mapping: wanted, types } of REQUIRED_FIELDS) {
    const field = fields[of];
    const found = findMappedType(mapping.properties, field);
    if (found === null) setProperty(missing, field, wanted);
    else if (!types.includes(found.type)) state.conflicts.push(`${found.field} (${found.type})`);
  }
  if (Object.keys(missing).length) state.missing = missing;
  return state;
}

/** The type of a field, or of what stands in its way; null where it is not mapped. */
function findMappedType(
  properties: Properties | undefined,
  { parts }: FieldPath
): { field: string; type: string } | null {
  let at = properties;
  for (const [i, part] of parts.entries()) {
    const property = at?.[part];
    if (!property) return null;
    const isLast = i === parts.length - 1;
    const inner = 'properties' in property ? property.properties : undefined;
    const type = property.type ?? 'object';
    // of a list of `nested` objects no plain query finds anything
    if (isLast || type !== 'object') return { field: parts.slice(0, i + 1).join('.'), type };
    at = inner;
  }
  return null;
}

function setProperty(
  target: Properties,
  { parts }: FieldPath,
  mapping: estypes.MappingProperty
): void {
  let at = target;
  for (const part of parts.slice(0, -1)) {
    const object = (at[part] ??= { properties: {} }) as { properties: Properties };
    at = object.properties;
  }
  at[parts[parts.length - 1]!] = mapping;
}
