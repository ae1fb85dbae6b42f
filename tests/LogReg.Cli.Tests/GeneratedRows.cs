using System.Globalization;
using System.Text;

namespace LogReg.Cli.Tests;

/// <summary>Files of random numbers.</summary>
internal static class GeneratedRows
{
    /// <summary>A class that no column has to do with: y, x0, x1, ….</summary>
    public static string Noise(int rows, int columns)
    {
        var random = new Random(18);
        var text = new StringBuilder("y");
        for (int column = 0; column < columns; column++)
        {
            text.Append(CultureInfo.InvariantCulture, $",x{column}");
        }

        for (int row = 0; row < rows; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{random.Next(2)}");
            for (int column = 0; column < columns; column++)
            {
                text.Append(CultureInfo.InvariantCulture, $",{random.NextDouble():F4}");
            }
        }

        return text.Append('\n').ToString();
    }
}
