# The settings of a class come from the class. This file only stops the warning that there are none.
