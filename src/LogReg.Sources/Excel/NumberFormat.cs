namespace LogReg.Sources.Excel;

/// <summary>What the format of a cell says about its number.</summary>
internal static class NumberFormat
{
    /// <summary>Whether a format shows numbers in percent: a percent sign outside quotes, brackets and escapes, as in
    /// <c>0.0%</c>.</summary>
    /// <param name="format">The format, or <see langword="null"/>.</param>
    public static bool IsPercent(string? format)
    {
        bool isQuoted = false;
        for (int i = 0; i < (format?.Length ?? 0); i++)
        {
            switch (format![i])
            {
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case '%' when !isQuoted:
                    return true;

                // The next character is shown, left as wide, or repeated.
                case '\\' or '_' or '*' when !isQuoted:
                    i++;
                    break;
                case '[' when !isQuoted:
                    i = Math.Max(i, format.IndexOf(']', i));
                    break;
            }
        }

        return false;
    }
}
