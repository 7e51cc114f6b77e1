"""Maps: features of pictures laid out in the plane, and how true the plane is to them."""
