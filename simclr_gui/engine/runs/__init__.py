"""The run folder: what lies in it, who may write there, and how it is read by everybody else."""
