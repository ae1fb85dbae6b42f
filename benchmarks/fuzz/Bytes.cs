namespace LogReg.Fuzz;

/// <summary>Damage that any file may suffer.</summary>
internal static class Bytes
{
    /// <summary>Changes some bytes: flipped bits, other values, pieces that are cut out, doubled, moved or zeroed.</summary>
    public static byte[] Damage(byte[] content, Random random)
    {
        List<byte> bytes = [.. content];
        for (int times = random.Next(4) == 0 ? random.Next(2, 9) : 1; times > 0 && bytes.Count > 0; times--)
        {
            int place = random.Next(bytes.Count);
            int length = Math.Min(bytes.Count - place, 1 + random.Next(random.Next(3) == 0 ? 400 : 8));
            switch (random.Next(8))
            {
                case 0 or 1:
                    bytes[place] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes[place] = (byte)random.Next(256);
                    break;
                case 3:
                    bytes.RemoveRange(place, length);
                    break;
                case 4:
                    bytes.InsertRange(random.Next(bytes.Count + 1), bytes.GetRange(place, length));
                    break;
                case 5:
                    for (int i = place; i < place + length; i++)
                    {
                        bytes[i] = random.Next(2) == 0 ? (byte)0 : (byte)255;
                    }

                    break;
                case 6:
                    bytes.RemoveRange(place, bytes.Count - place);
                    break;
                default:
                    List<byte> piece = bytes.GetRange(place, length);
                    bytes.RemoveRange(place, length);
                    bytes.InsertRange(random.Next(bytes.Count + 1), piece);
                    break;
            }
        }

        return [.. bytes];
    }
}
