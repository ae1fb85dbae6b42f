namespace LogReg.Estimation;

/// <summary>Draws the rows to hold out for testing, the same share of each class.</summary>
internal static class HoldOut
{
    /// <summary>Marks the rows to hold out.</summary>
    /// <param name="classes">For each row the position of its class; negative for a row that takes no part.</param>
    /// <param name="classCount">How many classes there are.</param>
    /// <param name="testSize">The share to hold out, 0 to 1.</param>
    /// <param name="seed">The same seed marks the same rows.</param>
    public static bool[] Draw(ReadOnlySpan<int> classes, int classCount, double testSize, int seed)
    {
        bool[] isTest = new bool[classes.Length];
        var random = new SplitMix(seed);
        for (int classCode = 0; classCode < classCount; classCode++)
        {
            int[] rows = RowsOf(classes, classCode);
            random.Shuffle(rows);
            int testCount = (int)Math.Round(rows.Length * testSize, MidpointRounding.AwayFromZero);
            foreach (int row in rows.AsSpan(0, testCount))
            {
                isTest[row] = true;
            }
        }

        return isTest;
    }

    private static int[] RowsOf(ReadOnlySpan<int> classes, int classCode)
    {
        int[] rows = new int[classes.Count(classCode)];
        int next = 0;
        for (int row = 0; row < classes.Length; row++)
        {
            if (classes[row] == classCode)
            {
                rows[next++] = row;
            }
        }

        return rows;
    }
}
