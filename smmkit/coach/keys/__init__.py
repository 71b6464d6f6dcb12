"""Answer keys: one module an exercise. Absent wherever a class is graded."""
