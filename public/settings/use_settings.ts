/** What is stored, what the reader has changed of it, and storing that. */
import { useCallback, useMemo, useState } from 'react';
import type { CoreStart } from '../kibana_types';
import {
  readStored,
  sameValue,
  SETTING_NAMES,
  storeOne,
  valuesOf,
  type SettingName,
  type SettingValues,
  type StoredSettings,
} from './setting_values';

export interface SettingsDraft {
  stored: StoredSettings;
  values: SettingValues;
  changed: SettingName[];
  saving: boolean;
  set<Name extends SettingName>(name: Name, value: SettingValues[Name]): void;
  cancel(): void;
  /** Resolves to the settings that Kibana did not take; it has said why. */
  save(): Promise<SettingName[]>;
}

export function useSettings(uiSettings: CoreStart['uiSettings']): SettingsDraft {
  const [stored, setStored] = useState(() => readStored(uiSettings));
  const [edits, setEdits] = useState<Partial<SettingValues>>({});
  const [saving, setSaving] = useState(false);
  const values = useMemo<SettingValues>(() => ({ ...valuesOf(stored), ...edits }), [stored, edits]);
  const changed = useMemo(
    () => SETTING_NAMES.filter((name) => !sameValue(values[name], stored[name].value)),
    [values, stored]
  );

  const save = useCallback(async (): Promise<SettingName[]> => {
    setSaving(true);
    const failed: SettingName[] = [];
    for (const name of changed) {
      // One after the other: Kibana refuses writes to its one settings object that overtake each other.
      const done = await storeOne(uiSettings, name, values[name], stored).catch(() => false);
      if (!done) failed.push(name);
    }
    setStored(readStored(uiSettings));
    setEdits((before) =>
      Object.fromEntries(
        Object.entries(before).filter(([name]) => failed.includes(name as SettingName))
      )
    );
    setSaving(false);
    return failed;
  }, [changed, stored, uiSettings, values]);

  return {
    stored,
    values,
    changed,
    saving,
    save,
    set: useCallback((name, value) => setEdits((before) => ({ ...before, [name]: value })), []),
    cancel: useCallback(() => setEdits({}), []),
  };
}
