import type { EditRequest, Field, StartStep } from '../feed/documents';
import { textOf, visible } from './format';

interface Props {
  readonly step: StartStep;
  readonly edits: readonly EditRequest[];
  readonly reveal: boolean;
  readonly onChange: (edits: readonly EditRequest[]) => void;
}

/** A form of what may be changed before the step runs. */
export function EditFields({ step, edits, reveal, onChange }: Props) {
  const without = (path: string) => edits.filter((edit) => edit.path !== path);
  const set = (field: Field, value: unknown) =>
    onChange([...without(field.path), { path: field.path, value }]);
  return (
    <details open={edits.length > 0}>
      <summary>Change the data first {edits.length > 0 && `(${edits.length})`}</summary>
      {!reveal && (
        <p class="dim">Values are masked; what you type replaces them. Reveal names to see them.</p>
      )}
      <div class="fields">
        {step.fields.map((field) => {
          const edit = edits.find(({ path }) => path === field.path);
          const label = field.path.split('.').at(-1) ?? '';
          const shown = edit ? textOf(edit.value) : reveal ? textOf(field.value) : '';
          return (
            <div key={field.path} class={edit ? 'field changed' : 'field'}>
              <label>
                <span>
                  {label} <small class="dim">{field.hint}</small>
                </span>
                {field.type === 'boolean' ? (
                  <select
                    value={textOf(edit ? edit.value : field.value)}
                    onChange={(event) => set(field, event.currentTarget.value === 'true')}
                  >
                    <option value="true">true</option>
                    <option value="false">false</option>
                  </select>
                ) : (
                  <input
                    value={shown}
                    placeholder={edit?.remove ? 'removed' : visible(textOf(field.value) || '(nothing)')}
                    onInput={(event) =>
                      set(
                        field,
                        field.type === 'number'
                          ? Number(event.currentTarget.value)
                          : event.currentTarget.value,
                      )
                    }
                  />
                )}
              </label>
              {edit ? (
                <button type="button" class="quiet" onClick={() => onChange(without(field.path))}>
                  undo
                </button>
              ) : (
                field.value !== undefined &&
                !field.required && (
                  <button
                    type="button"
                    class="quiet"
                    onClick={() => onChange([...without(field.path), { path: field.path, remove: true }])}
                  >
                    remove
                  </button>
                )
              )}
            </div>
          );
        })}
      </div>
    </details>
  );
}
