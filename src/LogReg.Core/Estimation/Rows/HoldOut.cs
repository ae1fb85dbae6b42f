using LogReg.Collectives;
using LogReg.Numerics;

namespace LogReg.Estimation;

/// <summary>Draws the rows to hold out for testing, the same share of each class.</summary>
internal static class HoldOut
{
    /// <summary>Marks the rows to hold out.</summary>
    /// <param name="classes">For each row the position of its class; negative for a row that takes no part.</param>
    /// <param name="classCount">The number of classes.</param>
    /// <param name="rows">The number of rows in each chunk of the table.</param>
    /// <param name="testSize">The share to hold out, 0 to 1.</param>
    /// <param name="seed">The same seed marks the same rows.</param>
    public static bool[] Draw(ReadOnlySpan<int> classes, int classCount, RowParts rows, double testSize, int seed)
    {
        bool[] isTest = new bool[classes.Length];
        var dealing = new ClassDealing(classes, classCount, rows, seed);
        foreach (DealtRows dealt in dealing.Deal())
        {
            // Of the first rows of a class those of all chunks up to here make up the share, but for a part of a row.
            long count = dealing.CountOf(dealt.Class);
            long testCount = (long)Math.Round(count * testSize, MidpointRounding.AwayFromZero);
            long start = dealing.StartOf(dealt.Class);
            long before = EvenShare.UpTo(dealt.Before, testCount, count, start);
            long end = EvenShare.UpTo(dealt.Before + dealt.Rows.Length, testCount, count, start);
            foreach (int row in dealt.Rows.AsSpan(0, (int)(end - before)))
            {
                isTest[row] = true;
            }
        }

        return isTest;
    }
}
