"""Execute every sample notebook in place, so that the stored outputs are what the code really prints.

A second run gives the same bytes: no timing, no widget state, no version of the machine's Python is kept.
Usage: python training/sample/execute_notebooks.py [notebook ...]
"""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

COURSES = Path(__file__).resolve().parent / "courses"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"file_extension": ".py", "name": "python", "pygments_lexer": "ipython3"},
}


class NotebookError(Exception):
    """A notebook ran, but what it left is not fit for a lesson."""


def add_alt_text(cell: NotebookNode) -> None:
    """Copy the cell's `alt` into the metadata of each image it made, where the hub reads it."""
    for output in cell.outputs:
        if "image/png" in output.get("data", {}):
            if not cell.metadata.get("alt"):
                raise NotebookError(f"cell {cell.id}: a figure needs `alt` in the cell's metadata")
            output.metadata = {"image/png": {"alt": cell.metadata.alt}}


def check_output(cell: NotebookNode) -> None:
    """Raise NotebookError when a learner would see a warning or an error."""
    for output in cell.outputs:
        if output.output_type == "error" or output.get("name") == "stderr":
            raise NotebookError(f"cell {cell.id}: {output.get('text') or output.get('evalue')}")


def execute(path: Path) -> None:
    """Run one notebook in its own folder and write it back; raises NotebookError, or nbclient's CellExecutionError."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=120,
        record_timing=False,
        store_widget_state=False,
        coalesce_streams=True,  # what is printed arrives in parts that depend on the machine's haste
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            check_output(cell)
            add_alt_text(cell)
    notebook.metadata = nbformat.from_dict(METADATA)
    nbformat.validate(notebook)
    nbformat.write(notebook, path)


def main(arguments: list[str]) -> int:
    """Execute the notebooks named, or all of them; stop at the first that is not fit."""
    paths = [Path(argument) for argument in arguments] or sorted(COURSES.glob("*/*.ipynb"))
    for path in paths:
        try:
            execute(path)
        except NotebookError as error:
            print(f"{path.name}: {error}", file=sys.stderr)
            return 1
        print(f"{path.parent.name}/{path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
