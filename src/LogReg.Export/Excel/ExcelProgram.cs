namespace LogReg.Export.Excel;

/// <summary>What the workbook computes for a row, in an order in which each cell uses only earlier ones.</summary>
internal sealed class ExcelProgram
{
    // Excel takes no formula of more than 8,192 characters; addresses are longer than what stands for them.
    private const int MostCharacters = 2_500;
    private const int MostArguments = 40;

    private readonly List<ExcelCell> _cells = [];

    /// <summary>The cells.</summary>
    public IReadOnlyList<ExcelCell> Cells => _cells;

    /// <summary>Adds a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <returns>What stands for its address in formulas.</returns>
    public string Add(ExcelCell cell)
    {
        _cells.Add(cell);
        return $"{{{_cells.Count - 1}}}";
    }

    /// <summary>Adds a cell.</summary>
    /// <param name="label">What it is.</param>
    /// <param name="formula">Its formula.</param>
    public string Add(string label, string formula) => Add(new ExcelCell(label, formula));

    /// <summary>Joins parts of a formula; many or long ones become cells of their own.</summary>
    /// <param name="label">What the formula is a part of.</param>
    /// <param name="parts">The parts.</param>
    /// <param name="join">Joins some of them.</param>
    /// <param name="read">Makes a part of a cell with several joined.</param>
    public string Join(string label, IEnumerable<string> parts, Func<IEnumerable<string>, string> join, Func<string, string> read)
    {
        string[] all = [.. parts];
        while (all.Length > MostArguments || (all.Length > 1 && all.Sum(part => part.Length) > MostCharacters))
        {
            int size = all.Length > MostArguments ? MostArguments : (all.Length + 1) / 2;
            all = [.. all.Chunk(size).Select(some => read(Add($"{label} (part)", join(some))))];
        }

        return join(all);
    }
}
