"""The ideas behind SimCLR, computed: what the Learn page shows. Modules without torch say so."""
