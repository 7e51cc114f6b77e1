"""Maps: features of images laid out in the plane, and how true the plane is to them."""
