"""The learner's folder and the JupyterLab that opens on it."""
