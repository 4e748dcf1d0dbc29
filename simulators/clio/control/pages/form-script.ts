/**
 * What makes the forms of the pages speak JSON: `data-action` names the door, `data-method` the method. An empty field
 * is left out, or null where it says `data-empty="null"`. What was done is told after the page has been loaded again.
 */
export const formScript = `
const done = sessionStorage.getItem('done');
if (done) document.getElementById('result').textContent = done;
sessionStorage.removeItem('done');
function valueOf(field) {
  if (field.type === 'checkbox') return field.checked;
  if (field.value === '') return field.dataset.empty === 'null' ? null : undefined;
  if ('json' in field.dataset) {
    try { return JSON.parse(field.value); } catch { throw new Error(field.labels[0].textContent + ': this is no JSON.'); }
  }
  return field.type === 'number' || 'number' in field.dataset ? Number(field.value) : field.value;
}
for (const form of document.querySelectorAll('form[data-action]')) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const mistake = document.getElementById('mistake');
    mistake.textContent = '';
    try {
      const body = {};
      for (const field of form.elements) if (field.name) body[field.name] = valueOf(field);
      const method = form.dataset.method || 'POST';
      const response = await fetch('/_control/' + form.dataset.action, { method, ...(method === 'POST' && { body: JSON.stringify(body) }) });
      const answer = await response.json();
      if (!response.ok) throw new Error(answer.error);
      sessionStorage.setItem('done', form.dataset.done + (form.dataset.tell && answer[form.dataset.tell] ? ' ' + answer[form.dataset.tell].length : ''));
      location.reload();
    } catch (error) {
      mistake.textContent = error.message;
      mistake.scrollIntoView({ block: 'nearest' });
    }
  });
}
`;
