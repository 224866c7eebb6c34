/** What is stored, what the reader has changed of it, and storing that. */
import { useCallback, useMemo, useState } from 'react';
import type { CoreStart } from '../kibana_types';
import {
  readStoredSettings,
  isSameValue,
  SETTING_NAMES,
  saveSetting,
  getSettingValues,
  type SettingName,
  type SettingValues,
  type StoredSettings,
} from './setting_values';

export interface SettingsDraft {
  stored: StoredSettings;
  values: SettingValues;
  changedNames: SettingName[];
  isSaving: boolean;
  set<Name extends SettingName>(name: Name, value: SettingValues[Name]): void;
  cancel(): void;
  /** Resolves to the settings that Kibana did not take; it has said why. */
  save(): Promise<SettingName[]>;
}

export function useSettingsDraft(uiSettings: CoreStart['uiSettings']): SettingsDraft {
  const [stored, setStored] = useState(() => readStoredSettings(uiSettings));
  const [edits, setEdits] = useState<Partial<SettingValues>>({});
  const [isSaving, setSaving] = useState(false);
  const values = useMemo<SettingValues>(
    () => ({ ...getSettingValues(stored), ...edits }),
    [stored, edits]
  );
  const changedNames = useMemo(
    () => SETTING_NAMES.filter((name) => !isSameValue(values[name], stored[name].value)),
    [values, stored]
  );

  const save = useCallback(async (): Promise<SettingName[]> => {
    setSaving(true);
    const failed: SettingName[] = [];
    for (const name of changedNames) {
      // One after the other: Kibana refuses writes to its one settings object that overtake each other.
      const done = await saveSetting(uiSettings, name, values[name], stored).catch(() => false);
      if (!done) failed.push(name);
    }
    setStored(readStoredSettings(uiSettings));
    setEdits((before) =>
      Object.fromEntries(
        Object.entries(before).filter(([name]) => failed.includes(name as SettingName))
      )
    );
    setSaving(false);
    return failed;
  }, [changedNames, stored, uiSettings, values]);

  return {
    stored,
    values,
    changedNames: changedNames,
    isSaving: isSaving,
    save,
    set: useCallback((name, value) => setEdits((before) => ({ ...before, [name]: value })), []),
    cancel: useCallback(() => setEdits({}), []),
  };
}
