using System.Globalization;
using System.Text;
using LogReg.Charts.Figures;

namespace LogReg.Charts.Terminal;

/// <summary>Cells of a terminal. Each is a character, or up to eight dots, two abreast, of one colour.</summary>
internal sealed class TerminalCanvas(int columns, int rows)
{
    /// <summary>Dots abreast in a cell.</summary>
    public const int Across = 2;

    /// <summary>Dots one above the other in a cell.</summary>
    public const int Down = 4;

    private const char FirstBraille = '\u2800';
    private const int AllDots = 0xFF;

    // The bits of Unicode's braille patterns, row by row from the top.
    private static readonly int[,] Bits = { { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 } };

    // Bars end at whole rows or halves of dots.
    private static readonly Dictionary<int, char> Blocks =
        new() { [0xC0] = '▂', [0xE4] = '▄', [0xF6] = '▆', [AllDots] = '█', [0x47] = '▌', [0xB8] = '▐' };

    private readonly char[,] _texts = new char[rows, columns];
    private readonly int[,] _dots = new int[rows, columns];
    private readonly Ink?[,] _inks = new Ink?[rows, columns];
    private readonly bool[,] _areBars = new bool[rows, columns];
    private readonly bool[,] _areFaint = new bool[rows, columns];

    public int Columns => columns;

    public int Rows => rows;

    /// <summary>Sets a dot.</summary>
    /// <param name="x">From the left edge.</param>
    /// <param name="y">From the upper edge.</param>
    /// <param name="ink">Its colour, and from now on that of its whole cell.</param>
    /// <param name="isBar">Whether it is part of a solid area.</param>
    /// <param name="isFaint">Whether it is part of a shaded area.</param>
    public void Dot(int x, int y, Ink ink, bool isBar = false, bool isFaint = false)
    {
        int column = x / Across;
        int row = y / Down;
        if (x < 0 || y < 0 || column >= columns || row >= rows)
        {
            return;
        }

        bool isEmpty = _dots[row, column] == 0;
        if (isFaint && !isEmpty && !_areFaint[row, column])
        {
            return;
        }

        _areFaint[row, column] = isFaint && (isEmpty || _areFaint[row, column]);
        _areBars[row, column] = isBar && (isEmpty || _areBars[row, column]);
        _dots[row, column] |= Bits[y % Down, x % Across];
        _inks[row, column] = ink;
    }

    /// <summary>Writes a text; what is beyond the edges is left out.</summary>
    public void Write(int column, int row, string text, Ink ink)
    {
        for (int index = 0; index < text.Length; index++)
        {
            if (row >= 0 && row < rows && column + index >= 0 && column + index < columns)
            {
                _texts[row, column + index] = text[index];
                _inks[row, column + index] = ink;
            }
        }
    }

    /// <summary>The lines, without spaces at their ends.</summary>
    public IEnumerable<string> Lines(TerminalStyle style)
    {
        for (int row = 0; row < rows; row++)
        {
            int last = columns - 1;
            while (last >= 0 && Character(row, last, style) == ' ')
            {
                last--;
            }

            var line = new StringBuilder();
            int color = 0;
            for (int column = 0; column <= last; column++)
            {
                char character = Character(row, column, style);
                int wanted = style.HasColor && character != ' ' ? TerminalInk.Color(_inks[row, column]!) : character == ' ' ? color : 0;
                if (wanted != color)
                {
                    line.Append(CultureInfo.InvariantCulture, $"\u001b[{wanted}m");
                    color = wanted;
                }

                line.Append(character);
            }

            yield return line.Append(color == 0 ? "" : "\u001b[0m").ToString();
        }
    }

    private char Character(int row, int column, TerminalStyle style)
    {
        int dots = _dots[row, column];
        return _texts[row, column] != '\0' ? _texts[row, column]
            : dots == 0 ? ' '
            : style.IsAscii ? _areFaint[row, column] ? '.' : TerminalInk.Mark(_inks[row, column]!)
            : _areBars[row, column] && Blocks.TryGetValue(dots, out char block) ? block
            : (char)(FirstBraille + dots);
    }
}
