"""nbgrader's settings for this course: where its folders are, and how a solution is cut out."""

c = get_config()  # noqa: F821  (nbgrader hands it in)

c.CourseDirectory.course_id = "smmkit"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"
# The answer cell keeps the line that sets the name to "...", so an untouched exercise runs
# to its end and each check says "not answered yet".
c.ClearSolutions.code_stub = {"python": "# your lines here"}
c.ClearSolutions.text_stub = "*Write your answer here.*"
c.ExecutePreprocessor.timeout = 60
# A check cell that a learner deleted is put back, so that the answer above it still counts.
c.OverwriteCells.add_missing_cells = True
# What a learner wrote is shown to others: no script of theirs may run there.
c.HTMLExporter.sanitize_html = True
c.TemplateExporter.filters = {"clean_html": "smmkit.grading.shown.clean_html"}
